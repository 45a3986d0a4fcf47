using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Says why a server's certificate is refused.</summary>
internal static class CertificateWords
{
    private const int MostNames = 5;
    private const int LongestName = 80;

    public static string Of(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, string host)
    {
        if (certificate is null)
        {
            return "The server sent no certificate.";
        }

        var reasons = chain is null ? [] : OfChain(certificate, chain);

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons = reasons.Append($"is for {Names(certificate)}, not for {host}");
        }

        return $"The certificate {string.Join(", and ", reasons.Distinct().DefaultIfEmpty("is not valid"))}.";
    }

    private static IEnumerable<string> OfChain(X509Certificate2 certificate, X509Chain chain)
    {
        foreach (var element in chain.ChainElements)
        {
            var whose = element.Certificate.Thumbprint == certificate.Thumbprint ? "" : $"of its issuer {Name(element.Certificate)} ";

            foreach (var status in element.ChainElementStatus)
            {
                if (Of(status.Status, element.Certificate, chain.ChainPolicy.VerificationTime) is { } reason)
                {
                    yield return whose + reason;
                }
            }
        }

        if (chain.ChainStatus.Any(status => status.Status is X509ChainStatusFlags.PartialChain))
        {
            yield return $"is not trusted: the certificate of its issuer {Issuer(chain.ChainElements[^1].Certificate)} "
                + "was not sent, or is not known here";
        }
    }

    private static string? Of(X509ChainStatusFlags status, X509Certificate2 certificate, DateTime at) => status switch
    {
        X509ChainStatusFlags.NotTimeValid when at < certificate.NotBefore =>
            $"is not valid before {Date(certificate.NotBefore)}",
        X509ChainStatusFlags.NotTimeValid => $"expired on {Date(certificate.NotAfter)}",
        X509ChainStatusFlags.UntrustedRoot when certificate.Subject == certificate.Issuer => "is not trusted: it is self-signed",
        X509ChainStatusFlags.UntrustedRoot => "is not trusted",
        X509ChainStatusFlags.NotSignatureValid => "has a wrong signature",
        X509ChainStatusFlags.NotValidForUsage => "is not made for servers",
        X509ChainStatusFlags.InvalidBasicConstraints => "may not vouch for others",
        X509ChainStatusFlags.Revoked => "was revoked",
        X509ChainStatusFlags.NoError or X509ChainStatusFlags.PartialChain
            or X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation => null,
        _ => $"is not valid ({status})",
    };

    private static string Date(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames()
                .Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .Select(Short).ToList();

        return names switch
        {
            [] => Name(certificate),
            { Count: > MostNames } => $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames} more",
            _ => string.Join(", ", names),
        };
    }

    private static string Name(X509Certificate2 certificate) =>
        Short(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));

    private static string Issuer(X509Certificate2 certificate) =>
        Short(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true));

    private static string Short(string name) => PlainText.Of(name, LongestName);
}
