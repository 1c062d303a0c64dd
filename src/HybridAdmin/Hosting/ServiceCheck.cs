namespace HybridAdmin.Hosting;

internal static class ServiceCheck
{
    /// <summary>
    /// Builds the application after a look at every registration: nothing that takes part in a check or a write may be
    /// missing without anybody noticing, so a missing service ends the start.
    /// </summary>
    /// <exception cref="StartFailedException">Names each service that is missing, and who needs it.</exception>
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
