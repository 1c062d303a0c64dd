namespace HybridAdmin.Core.Directory;

/// <summary>The reason for a refused sign-in. The page decides how much of it the person sees.</summary>
public enum SignInRefusal
{
    /// <summary>Wrong name or password (data 52e, 525).</summary>
    WrongCredentials,

    /// <summary>The password has expired or must be changed (data 532, 773).</summary>
    PasswordExpired,

    /// <summary>
    /// The account is disabled or expired (data 533, 701), or not allowed at this time or place (530, 531).
    /// </summary>
    AccountNotUsable,

    /// <summary>The account is locked (data 775).</summary>
    LockedOut,
}

/// <summary>A person's account with its groups, nested ones included.</summary>
public sealed record DirectoryAccount
{
    public required Guid Id { get; init; }

    public required DistinguishedName Dn { get; init; }

    public required string DisplayName { get; init; }

    public string? UserPrincipalName { get; init; }

    public required string SamAccountName { get; init; }

    /// <summary>Indicates whether the account may be used now: not disabled, not expired, not locked.</summary>
    public required bool IsUsable { get; init; }

    public required IReadOnlyList<DirectoryGroup> Groups { get; init; }
}

/// <summary>A group that grants roles.</summary>
public sealed record DirectoryGroup(DistinguishedName Dn, string Name, string? SamAccountName);

/// <summary>
/// The result of a sign-in: an account or a refusal. A directory that cannot be reached is a
/// <see cref="DirectoryFault"/> instead.
/// </summary>
public readonly record struct DirectorySignIn(DirectoryAccount? Account, SignInRefusal? Refusal);

/// <summary>Signs people in with the name and password of the directory.</summary>
public interface IDirectoryAccounts
{
    /// <summary>
    /// Binds once as the person over an encrypted connection (or loopback). A refused password is never tried again,
    /// not even on another server: it would count twice towards the lockout.
    /// </summary>
    /// <param name="userName">UPN, DOMAIN\name or plain account name.</param>
    Task<DirectorySignIn> SignInAsync(string userName, string password, CancellationToken cancellationToken);

    /// <summary>The present account, for revalidation; null if it no longer exists.</summary>
    Task<DirectoryAccount?> FindAsync(Guid id, CancellationToken cancellationToken);
}
