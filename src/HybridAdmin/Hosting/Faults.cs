using Microsoft.AspNetCore.Diagnostics;

namespace HybridAdmin.Hosting;

internal static class Faults
{
    /// <summary>
    /// Handles unhandled exceptions: a page for people, a problem document for scripts; never a stack trace.
    /// </summary>
    public static void UseConsoleFaults(this IApplicationBuilder app)
    {
        app.UseWhen(
            c => !IsApi(c),
            pages =>
                pages.UseExceptionHandler(
                    new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", AllowStatusCode404Response = true }
                )
        );
        app.UseWhen(
            IsApi,
            api =>
                api.UseExceptionHandler(
                    new ExceptionHandlerOptions
                    {
                        ExceptionHandler = WriteProblemAsync,
                        AllowStatusCode404Response = true,
                    }
                )
        );
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    private static Task WriteProblemAsync(HttpContext context)
    {
        var tooLarge =
            context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException
            {
                StatusCode: StatusCodes.Status413PayloadTooLarge
            };
        return Problems.WriteAsync(
            context,
            tooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status500InternalServerError,
            tooLarge ? "too-large" : "internal",
            tooLarge
                ? "The body is larger than 1 MB."
                : $"A fault in the console; its log has the details beside {context.TraceIdentifier}."
        );
    }
}
