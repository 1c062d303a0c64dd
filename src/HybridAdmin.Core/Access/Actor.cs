using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Access;

/// <summary>The way in which a call came in; recorded with each change.</summary>
public enum ActorSource
{
    Console = 1,
    Api = 2,
    Job = 3,
    System = 4,
}

/// <summary>The signed-in caller: identity, role, and the part of the directory to which the role is limited.</summary>
public sealed record Actor
{
    /// <summary>The stable, unique id: a UPN, a persona's name or "token:NAME".</summary>
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public required Role Role { get; init; }

    public ActorSource Source { get; init; } = ActorSource.Console;

    /// <summary>The organisational units to which the role is limited; empty if there is no limit.</summary>
    public IReadOnlyList<DistinguishedName> Scope { get; init; } = [];

    /// <summary>The caller's network address, for the audit log; null for calls from within the process.</summary>
    public string? ClientAddress { get; init; }

    public bool May(Permission permission) => PermissionMatrix.Allows(Role, permission);

    /// <summary>
    /// True if the object lies in the actor's scope. The actor may read it, and learn its name, only then.
    /// </summary>
    public bool Covers(DistinguishedName dn) => Scope.Count == 0 || Scope.Any(dn.IsWithin);
}

/// <summary>Provides the actor of the current circuit, request or job.</summary>
public interface ICurrentActor
{
    /// <summary>The signed-in actor.</summary>
    /// <exception cref="AccessDeniedException">Nobody is signed in, or the signed-in account has no role.</exception>
    ValueTask<Actor> GetAsync(CancellationToken cancellationToken);
}

/// <summary>
/// The exception for an action that the actor may not perform. The message names the action and the reason, and can be
/// shown.
/// </summary>
public sealed class AccessDeniedException(string message, Permission? permission = null) : Exception(message)
{
    public Permission? Permission { get; } = permission;
}
