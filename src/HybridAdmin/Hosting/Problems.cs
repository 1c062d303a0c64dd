using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Hosting;

/// <summary>Problem details (RFC 9457) with a stable code.</summary>
internal static class Problems
{
    /// <summary>
    /// Refuses a request before any page or call is reached: with a problem document below /api, with plain text
    /// elsewhere.
    /// </summary>
    public static Task RefuseAsync(HttpContext context, int status, string code, string detail)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
            return WriteAsync(context, status, code, detail);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(detail);
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = detail,
            Extensions = { ["code"] = code },
        };
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }
}
