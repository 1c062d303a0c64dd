using System.Net;
using HybridAdmin.Hosting;

namespace HybridAdmin.SignIn;

/// <summary>
/// Counts refused sign-ins, so that the sign-in page can neither lock an account in the directory nor be used to guess
/// passwords. An attempt counts from its beginning, so that concurrent attempts are not missed. The counts are in
/// memory; a restart clears them.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>
    /// The number of refusals per account: one less than the common lock-out threshold of the directory.
    /// </summary>
    public const int RefusalsPerAccount = 4;

    public const int RefusalsPerAddress = 20;

    /// <summary>The number of entries above which expired ones are removed.</summary>
    private const int TidyAbove = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, Queue<DateTimeOffset>> attempts = new(StringComparer.Ordinal);

    /// <summary>Records an attempt.</summary>
    /// <returns>Zero if the attempt may continue, otherwise the time to wait; it was then not recorded.</returns>
    public TimeSpan Begin(string userName, string? clientAddress)
    {
        lock (attempts)
        {
            var now = time.GetUtcNow();
            if (attempts.Count > TidyAbove)
                Tidy(now);
            var account = Of(AccountKey(userName), now);
            var address = Of(AddressKey(clientAddress), now);
            var wait = Max(Wait(account, RefusalsPerAccount, now), Wait(address, RefusalsPerAddress, now));
            if (wait > TimeSpan.Zero)
                return wait;
            account.Enqueue(now);
            address.Enqueue(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Records that the password was right: the account's count is reset. The address keeps its other refusals.
    /// </summary>
    public void Succeeded(string userName, string? clientAddress)
    {
        lock (attempts)
        {
            attempts.Remove(AccountKey(userName));
            Forget(AddressKey(clientAddress));
        }
    }

    /// <summary>Withdraws an attempt for which the directory was never queried.</summary>
    public void Withdraw(string userName, string? clientAddress)
    {
        lock (attempts)
        {
            Forget(AccountKey(userName));
            Forget(AddressKey(clientAddress));
        }
    }

    /// <summary>
    /// The key of an account: anna, CONTOSO\anna and anna@contoso.com count as one account, which allows rather one
    /// guess too few than one too many.
    /// </summary>
    private static string AccountKey(string userName)
    {
        var name = userName.Trim().ToUpperInvariant();
        name = name[(name.LastIndexOf('\\') + 1)..];
        return $"account:{(name.LastIndexOf('@') is > 0 and var at ? name[..at] : name)}";
    }

    private static string AddressKey(string? clientAddress) =>
        $"address:{(IPAddress.TryParse(clientAddress, out var address) ? ClientNetwork.Of(address) : clientAddress)}";

    private static TimeSpan Wait(Queue<DateTimeOffset> noted, int most, DateTimeOffset now) =>
        noted.Count < most ? TimeSpan.Zero : noted.Peek() + Window - now;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private Queue<DateTimeOffset> Of(string key, DateTimeOffset now)
    {
        if (!attempts.TryGetValue(key, out var noted))
            attempts[key] = noted = new Queue<DateTimeOffset>();
        while (noted.TryPeek(out var first) && first + Window <= now)
            noted.Dequeue();
        return noted;
    }

    private void Forget(string key)
    {
        if (attempts.TryGetValue(key, out var noted) && noted.TryDequeue(out _) && noted.Count == 0)
            attempts.Remove(key);
    }

    private void Tidy(DateTimeOffset now)
    {
        foreach (var key in attempts.Where(a => a.Value.All(at => at + Window <= now)).Select(a => a.Key).ToArray())
            attempts.Remove(key);
    }
}
