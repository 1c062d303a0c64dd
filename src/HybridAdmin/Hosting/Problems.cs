using Microsoft.AspNetCore.Mvc;

namespace HybridAdmin.Hosting;

/// <summary>Problem details (RFC 9457) with our stable code.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        var problem = new ProblemDetails { Status = status, Title = detail, Extensions = { ["code"] = code } };
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }
}
