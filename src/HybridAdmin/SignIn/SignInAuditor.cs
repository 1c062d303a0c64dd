using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.SignIn;

/// <summary>Writes sign-ins, refusals and sign-outs into the audit log.</summary>
internal sealed class SignInAuditor(IAuditLog audit)
{
    private const int LongestName = 256;

    /// <exception cref="AuditUnavailableException">
    /// The sign-in could not be recorded: the person is not signed in.
    /// </exception>
    public Task SignedInAsync(ClaimsPrincipal principal, string? clientAddress, CancellationToken cancellationToken) =>
        RecordAsync(
            ActorClaims.ActorOf(principal)! with
            {
                ClientAddress = clientAddress,
            },
            AuditAction.SignedIn,
            AuditOutcome.Applied,
            WhatGaveTheRole(principal),
            cancellationToken
        );

    /// <param name="userName">The name as typed; it may belong to nobody.</param>
    public Task RefusedAsync(
        string userName,
        string? clientAddress,
        string message,
        CancellationToken cancellationToken
    )
    {
        var name = userName.Length > LongestName ? userName[..LongestName] : userName;
        var actor = new Actor
        {
            Id = name,
            DisplayName = name,
            Role = default,
            ClientAddress = clientAddress,
        };
        return RecordAsync(actor, AuditAction.SignInRefused, AuditOutcome.Refused, message, cancellationToken);
    }

    /// <param name="principal">A person with a role.</param>
    public Task SignedOutAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        RecordAsync(
            ActorClaims.ActorOf(principal)!,
            AuditAction.SignedOut,
            AuditOutcome.Applied,
            WhatGaveTheRole(principal),
            cancellationToken
        );

    /// <summary>Records that the provider has ended the session of a person with a role.</summary>
    /// <param name="clientAddress">The origin of the provider's call: the person's browser.</param>
    public Task SignedOutByProviderAsync(
        ClaimsPrincipal principal,
        string? clientAddress,
        CancellationToken cancellationToken
    ) =>
        RecordAsync(
            ActorClaims.ActorOf(principal)! with
            {
                ClientAddress = clientAddress,
            },
            AuditAction.SignedOut,
            AuditOutcome.Applied,
            $"The provider ended the session (front-channel sign-out). {WhatGaveTheRole(principal)}".TrimEnd(),
            cancellationToken
        );

    /// <summary>The groups as named in the settings when the role was given.</summary>
    /// <returns>The names; null for a cookie from an earlier version.</returns>
    private static string? WhatGaveTheRole(ClaimsPrincipal principal)
    {
        var groups = principal.FindAll(ActorClaims.GivenBy).Select(c => c.Value).ToArray();
        return groups.Length == 0 ? null : $"Role {ActorClaims.RoleOf(principal)} by {string.Join(", ", groups)}.";
    }

    private Task RecordAsync(
        Actor actor,
        AuditAction action,
        AuditOutcome outcome,
        string? message,
        CancellationToken cancellationToken
    ) =>
        audit.RecordAsync(
            new AuditIntent
            {
                Actor = actor,
                Action = action,
                CorrelationId = Guid.NewGuid(),
            },
            new AuditEnd(outcome, message),
            cancellationToken
        );
}
