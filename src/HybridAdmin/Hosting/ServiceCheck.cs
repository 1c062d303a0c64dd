namespace HybridAdmin.Hosting;

internal static class ServiceCheck
{
    /// <summary>
    /// Builds the application after checking every registration: a service that takes part in a check or a write must
    /// not be missing unnoticed, so a missing service ends the start.
    /// </summary>
    /// <exception cref="StartFailedException">
    /// A service is missing; the message names each one and the services that need it.
    /// </exception>
    public static WebApplication BuildChecked(this WebApplicationBuilder builder)
    {
        builder.Host.UseDefaultServiceProvider(
            (context, options) =>
            {
                options.ValidateOnBuild = true;
                options.ValidateScopes = context.HostingEnvironment.IsDevelopment();
            }
        );
        try
        {
            return builder.Build();
        }
        catch (AggregateException incomplete)
        {
            var missing = incomplete
                .Flatten()
                .InnerExceptions.Select(e => e.InnerException?.Message ?? e.Message)
                .Distinct(StringComparer.Ordinal);
            throw new StartFailedException(
                $"The console is incomplete and does not start. {string.Join(' ', missing)}",
                incomplete
            );
        }
    }
}
