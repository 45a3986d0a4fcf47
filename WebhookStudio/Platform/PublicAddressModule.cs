using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Platform;

internal static class PublicAddressModule
{
    /// <summary>Adds what knows under which address the server is reached; a wrong address stops the start.</summary>
    public static IServiceCollection AddPublicAddress(this IServiceCollection services)
    {
        services.AddOptions<PublicAddressOptions>()
            .BindConfiguration(PublicAddressOptions.SectionName)
            .Validate(
                PublicAddressOptions.IsValid,
                "WebhookStudio:PublicUrl must be an address like https://studio.example, without user name, query and '#'.")
            .ValidateOnStart();
        services.TryAddSingleton<IPublicAddress, PublicAddress>();

        return services;
    }

    /// <summary>Behind a proxy that ends TLS, requests look like http. Where the public address is https, they are taken for
    /// what they were, so that cookies are secure and redirects stay on https. No header of the request is trusted for it.</summary>
    public static IApplicationBuilder UsePublicAddress(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<PublicAddressOptions>>().Value;

        return Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            ? app.Use((context, next) =>
            {
                if (context.Request.Host.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase))
                {
                    context.Request.Scheme = Uri.UriSchemeHttps;
                }

                return next(context);
            })
            : app;
    }
}
