using HybridAdmin.Options;

namespace HybridAdmin.Hosting;

internal static class LoopbackHosts
{
    /// <summary>
    /// While only this computer may come, it has to call itself by its own names: a web site whose name was made to
    /// point to 127.0.0.1 (DNS rebinding) could otherwise use the sandbox, which has no passwords, from a browser here.
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
