namespace HybridAdmin.SignIn;

/// <summary>The lifetimes of a sign-in.</summary>
internal sealed record SessionOptions
{
    /// <summary>The time after its last request after which a session ends.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The interval at which the directory is queried for the account and its role.</summary>
    public TimeSpan RevalidationInterval { get; init; } = TimeSpan.FromMinutes(3);
}
