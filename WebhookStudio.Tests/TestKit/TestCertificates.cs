using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Certificates for receivers on 127.0.0.1, good and bad, made for the test run.</summary>
public static class TestCertificates
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly X509Certificate2 Root = MakeRoot();

    /// <summary>Gets what a sender has to trust to trust <see cref="Good"/>.</summary>
    public static X509Certificate2Collection Roots { get; } = [Root];

    public static X509Certificate2 Good { get; } = Issue(Names("localhost"), Now.AddDays(-1), Now.AddDays(1));

    public static X509Certificate2 Expired { get; } = Issue(
        Names("localhost"), new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2024, 2, 3, 4, 5, 0, TimeSpan.Zero));

    public static X509Certificate2 OfTomorrow { get; } = Issue(
        Names("localhost"), new(2199, 1, 2, 3, 4, 0, TimeSpan.Zero), new(2199, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public static X509Certificate2 OfAnother { get; } = Issue(
        Names("bakery.example", "www.bakery.example", withAddress: false), Now.AddDays(-1), Now.AddDays(1));

    public static X509Certificate2 SelfSigned { get; } = MakeSelfSigned();

    /// <summary>Makes a certificate whose issuer is not known and could be loaded from an address.</summary>
    public static X509Certificate2 WithIssuerAt(string url)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var other = new CertificateRequest("CN=Somebody else", key, HashAlgorithmName.SHA256);
        other.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var issuer = other.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
        var names = Names("localhost");

        return Issue(names, Now.AddDays(-1), Now.AddDays(1), issuer, new([], [url]));
    }

    private static SubjectAlternativeNameBuilder Names(string first, string? second = null, bool withAddress = true)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(first);

        if (second is not null)
        {
            names.AddDnsName(second);
        }

        if (withAddress)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        return names;
    }

    private static X509Certificate2 MakeRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Bakery root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));

        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static X509Certificate2 MakeSelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Names("localhost").Build());

        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
    }

    private static X509Certificate2 Issue(
        SubjectAlternativeNameBuilder names,
        DateTimeOffset from,
        DateTimeOffset to,
        X509Certificate2? issuer = null,
        X509AuthorityInformationAccessExtension? more = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=receiver", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());

        if (more is not null)
        {
            request.CertificateExtensions.Add(more);
        }

        using var certificate = request.Create(issuer ?? Root, from, to, RandomNumberGenerator.GetBytes(8));

        return certificate.CopyWithPrivateKey(key);
    }
}
