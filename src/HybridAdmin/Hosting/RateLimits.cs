using System.Globalization;
using System.Threading.RateLimiting;
using HybridAdmin.SignIn;
using Microsoft.AspNetCore.RateLimiting;

namespace HybridAdmin.Hosting;

/// <summary>
/// How often one token and one address may call the API, and one address the sign-in. It counts calls and not refusals:
/// it locks no account, and the next minute is free again. What guards passwords is <see cref="SignInThrottle"/>.
/// </summary>
internal static class RateLimits
{
    /// <summary>Several scripts may run on one computer, and several people come from behind one address.</summary>
    public const int AddressFactor = 4;

    /// <summary>Sign-ins that one address may send in a minute.</summary>
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
    /// A form that was sent, and the ways to and from a provider, each of which may be a record or a call; the
    /// provider's sign-out too.
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
            $"Too many calls in a minute. Go on in {Math.Max(1, wait)} seconds; nothing of this call was carried out."
        );
    }
}
