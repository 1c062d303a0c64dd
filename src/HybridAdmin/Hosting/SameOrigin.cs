namespace HybridAdmin.Hosting;

internal static class SameOrigin
{
    /// <summary>
    /// A page of another site can open a WebSocket to the console with the cookie of the person who is signed in;
    /// browsers send the origin and leave the decision to the server. Applies to the addresses of the circuits,
    /// negotiation included.
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
    /// Without an Origin header the WebSocket does not come from a browser: then there is no cookie of another person
    /// either.
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
