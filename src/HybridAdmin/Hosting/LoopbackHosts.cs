using HybridAdmin.Options;

namespace HybridAdmin.Hosting;

internal static class LoopbackHosts
{
    /// <summary>
    /// While only this computer has access, a request must use one of its own names: otherwise a web site whose name
    /// resolves to 127.0.0.1 (DNS rebinding) could use the sandbox, which has no passwords, from a browser on this
    /// computer.
    /// </summary>
    public static void UseLoopbackHostsOnly(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (ListenSettings.IsLoopback(context.Request.Host.Host))
                {
                    await next(context);
                    return;
                }

                await Problems.RefuseAsync(
                    context,
                    StatusCodes.Status400BadRequest,
                    "wrong-host",
                    "The sandbox answers to the names of this computer only, for example "
                        + "http://127.0.0.1:5080 (or localhost). Sandbox:Listen allows others."
                );
            }
        );
}
