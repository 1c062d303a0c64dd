namespace HybridAdmin.SignIn;

/// <summary>How long a sign-in is believed.</summary>
internal sealed record SessionOptions
{
    /// <summary>A session ends this long after its last request.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How often the directory is asked whether the account is still there and has its role.</summary>
    public TimeSpan RevalidationInterval { get; init; } = TimeSpan.FromMinutes(3);
}
