using System.Globalization;
using System.Threading.RateLimiting;
using HybridAdmin.SignIn;
using Microsoft.AspNetCore.RateLimiting;

namespace HybridAdmin.Hosting;

/// <summary>
/// Limits the API calls of one token and one address, and the sign-ins of one address. It counts calls, not refusals:
/// it locks no account, and the limit resets with the next minute. Passwords are protected by
/// <see cref="SignInThrottle"/>.
/// </summary>
internal static class RateLimits
{
    /// <summary>
    /// The factor between the limits of an address and of a token: several scripts may run on one computer, and several
    /// people may share one address.
    /// </summary>
    public const int AddressFactor = 4;

    /// <summary>The number of sign-ins that one address may send in a minute.</summary>
    public const int SignInsPerMinute = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddConsoleRateLimits(this IServiceCollection services)
    {
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<ConsoleSettings, ApiTokens>(
                (limiter, settings, tokens) =>
                {
                    limiter.OnRejected = RejectAsync;
                    limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                        PartitionedRateLimiter.Create<HttpContext, string>(context =>
                            IsApi(context)
                                ? PerMinute(
                                    $"api:{ClientNetwork.Of(context.Connection.RemoteIpAddress)}",
                                    settings.CallsPerMinute * (long)AddressFactor
                                )
                            : IsSignIn(context)
                                ? PerMinute(
                                    $"sign-in:{ClientNetwork.Of(context.Connection.RemoteIpAddress)}",
                                    SignInsPerMinute
                                )
                            : RateLimitPartition.GetNoLimiter("")
                        ),
                        PartitionedRateLimiter.Create<HttpContext, string>(context =>
                            IsApi(context) && tokens.Find(context.Request) is { } token
                                ? PerMinute(token.Name, settings.CallsPerMinute)
                                : RateLimitPartition.GetNoLimiter("")
                        )
                    );
                }
            );
        return services.AddRateLimiter(_ => { });
    }

    public static void UseConsoleRateLimits(this IApplicationBuilder app) => app.UseRateLimiter();

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    /// <summary>
    /// Indicates whether the request is a submitted form, or a request to or from a provider, each of which may cause a
    /// record or a call; the provider's sign-out is included.
    /// </summary>
    private static bool IsSignIn(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/sign-in", out var below)
            ? below.HasValue || HttpMethods.IsPost(context.Request.Method)
            : context.Request.Path.StartsWithSegments("/sign-out", out var other) && other.HasValue;

    private static RateLimitPartition<string> PerMinute(string key, long calls) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = (int)Math.Min(calls, int.MaxValue),
                Window = Minute,
                QueueLimit = 0,
            }
        );

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? (int)Math.Ceiling(after.TotalSeconds)
            : (int)Minute.TotalSeconds;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
        await Problems.RefuseAsync(
            rejected.HttpContext,
            StatusCodes.Status429TooManyRequests,
            "too-many-requests",
            $"Too many calls in a minute. Try again in {Math.Max(1, wait)} seconds; nothing of this call was carried out."
        );
    }
}
