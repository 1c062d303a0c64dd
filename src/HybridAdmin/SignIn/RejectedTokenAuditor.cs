using System.Collections.Concurrent;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Options;

namespace HybridAdmin.SignIn;

/// <summary>
/// Records rejected tokens: one record for each token and address in a minute, so that neither a script in a loop nor
/// an attacker can fill the log. The next record states how many were omitted.
/// </summary>
internal sealed class RejectedTokenAuditor(IAuditLog audit, TimeProvider time, ILogger<RejectedTokenAuditor> logger)
{
    /// <summary>
    /// The number of entries above which inactive ones are removed; above twice this number, new tokens and addresses
    /// share one entry.
    /// </summary>
    private const int MostRemembered = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <param name="token">The token; null if it is unknown.</param>
    /// <param name="message">The reason, as a sentence.</param>
    public async Task RefusedAsync(ApiToken? token, string? clientAddress, string message)
    {
        if (LeftOutBefore($"{token?.Name}|{clientAddress}") is not { } leftOut)
            return;
        var actor = new Actor
        {
            Id = token is null ? "token:unknown" : $"token:{token.Name}",
            DisplayName = token?.Name ?? "An unknown token",
            Role = default,
            Source = ActorSource.Api,
            ClientAddress = clientAddress,
        };
        var text =
            leftOut == 0
                ? message
                : $"{message} {leftOut} more such calls before this one were not recorded one by one.";
        try
        {
            await audit
                .RecordAsync(
                    new AuditIntent
                    {
                        Actor = actor,
                        Action = AuditAction.SignInRefused,
                        CorrelationId = Guid.NewGuid(),
                    },
                    new AuditEnd(AuditOutcome.Refused, text),
                    CancellationToken.None
                )
                .ConfigureAwait(false);
        }
        catch (AuditUnavailableException unavailable)
        {
            logger.RefusalNotRecorded(unavailable.Message); // the token is refused nevertheless
        }
    }

    /// <returns>The number of omitted records; null if one was written less than a minute ago.</returns>
    private int? LeftOutBefore(string key)
    {
        lock (seen)
        {
            var now = time.GetUtcNow();
            if (seen.Count > MostRemembered)
            {
                foreach (var old in seen.Where(s => now - s.Value.At >= Pause).Select(s => s.Key).ToArray())
                    seen.TryRemove(old, out _);
                if (seen.Count > 2 * MostRemembered && !seen.ContainsKey(key))
                    key = "|many addresses";
            }

            if (seen.TryGetValue(key, out var last) && now - last.At < Pause)
            {
                seen[key] = last with { LeftOut = last.LeftOut + 1 };
                return null;
            }

            seen[key] = new Seen(now, 0);
            return last.LeftOut;
        }
    }

    private readonly record struct Seen(DateTimeOffset At, int LeftOut);
}
