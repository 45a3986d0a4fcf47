using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Decides which servers are believed to be who they say they are.</summary>
/// <param name="roots">The certificates that vouch for others, instead of those of the operating system.</param>
internal sealed class ReceiverTrust(X509Certificate2Collection? roots = null)
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>Makes the terms for a connection.</summary>
    /// <param name="host">The name or the address that the certificate must be for.</param>
    /// <param name="refused">Hears the reason, in words, if the certificate is refused.</param>
    public SslClientAuthenticationOptions Terms(string host, Action<string> refused) => new()
    {
        TargetHost = host,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        AllowRenegotiation = false,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            if (errors is SslPolicyErrors.None)
            {
                return true;
            }

            refused(Reason(certificate as X509Certificate2, chain, errors, host));

            return false;
        },
    };

    private static string Reason(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, string host)
    {
        try
        {
            return CertificateWords.Of(certificate, chain, errors, host);
        }
        catch (CryptographicException)
        {
            return "The certificate cannot be read.";
        }
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            // A certificate can name addresses to load more from: a receiver must not make us call them.
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.ApplicationPolicy.Add(ServerAuthentication);

        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }
}
