using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Access;

/// <summary>By which way a call came in; recorded with each change.</summary>
public enum ActorSource
{
    Console = 1,
    Api = 2,
    Job = 3,
    System = 4,
}

/// <summary>Who is asking, in what role, for which part of the directory.</summary>
public sealed record Actor
{
    /// <summary>Stable and unique: a UPN, a persona's name, "token:NAME".</summary>
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public required Role Role { get; init; }

    public ActorSource Source { get; init; } = ActorSource.Console;

    /// <summary>Organisational units to which the role is limited; empty: no limit.</summary>
    public IReadOnlyList<DistinguishedName> Scope { get; init; } = [];

    /// <summary>The caller's network address, for the audit log; null inside the process.</summary>
    public string? ClientAddress { get; init; }

    public bool May(Permission permission) => PermissionMatrix.Allows(Role, permission);

    /// <summary>
    /// Whether the object lies in the actor's scope: only then the actor may read of it, and be told its name.
    /// </summary>
    public bool Covers(DistinguishedName dn) => Scope.Count == 0 || Scope.Any(dn.IsWithin);
}

/// <summary>Who is acting in this circuit, request or job.</summary>
public interface ICurrentActor
{
    /// <summary>The signed-in actor.</summary>
    /// <exception cref="AccessDeniedException">Nobody is signed in, or without a role.</exception>
    ValueTask<Actor> GetAsync(CancellationToken cancellationToken);
}

/// <summary>The actor may not do this. The message says what and why, fit to be shown.</summary>
public sealed class AccessDeniedException(string message, Permission? permission = null) : Exception(message)
{
    public Permission? Permission { get; } = permission;
}
