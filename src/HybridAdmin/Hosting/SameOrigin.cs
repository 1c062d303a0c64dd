namespace HybridAdmin.Hosting;

internal static class SameOrigin
{
    /// <summary>
    /// A page of another site can open a WebSocket to here with the cookie of whoever is signed in; browsers tell where
    /// it comes from, and leave the decision to us. For the circuits' addresses, negotiating included.
    /// </summary>
    public static void UseSameOriginForCircuits(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (!context.Request.Path.StartsWithSegments("/_blazor") || !IsForeign(context.Request))
                    return next(context);
                app.Logger.ForeignOrigin($"{context.Request.Scheme}://{context.Request.Host}");
                return Problems.RefuseAsync(
                    context,
                    StatusCodes.Status403Forbidden,
                    "foreign-origin",
                    "Only the console's own pages may use this address."
                );
            }
        );

    /// <summary>
    /// Without an Origin header it is no browser's WebSocket: then there is no cookie of somebody else either.
    /// </summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
            return true;
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
            return false;
        return origin.Count > 1
            || !Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || !Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here)
            || (from.Scheme, from.Host.ToUpperInvariant(), from.Port)
                != (here.Scheme, here.Host.ToUpperInvariant(), here.Port);
    }
}
