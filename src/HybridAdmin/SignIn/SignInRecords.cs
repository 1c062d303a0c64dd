using System.Security.Claims;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.SignIn;

/// <summary>Writes sign-ins, refusals and sign-outs into the audit log.</summary>
internal sealed class SignInRecords(IAuditLog audit)
{
    private const int LongestName = 256;

    /// <exception cref="AuditUnavailableException">It could not be recorded: nobody is let in.</exception>
    public Task SignedInAsync(ClaimsPrincipal principal, string? clientAddress, string message, CancellationToken cancellationToken) =>
        RecordAsync(ActorClaims.ActorOf(principal)! with { ClientAddress = clientAddress }, AuditAction.SignedIn, AuditOutcome.Applied, message, cancellationToken);

    /// <param name="userName">As typed; nobody knows whose it is.</param>
    public Task RefusedAsync(string userName, string? clientAddress, string message, CancellationToken cancellationToken)
    {
        var name = userName.Length > LongestName ? userName[..LongestName] : userName;
        var actor = new Actor { Id = name, DisplayName = name, Role = default, ClientAddress = clientAddress };
        return RecordAsync(actor, AuditAction.SignInRefused, AuditOutcome.Refused, message, cancellationToken);
    }

    public Task SignedOutAsync(Actor actor, CancellationToken cancellationToken) =>
        RecordAsync(actor, AuditAction.SignedOut, AuditOutcome.Applied, null, cancellationToken);

    private Task RecordAsync(Actor actor, AuditAction action, AuditOutcome outcome, string? message, CancellationToken cancellationToken) => audit.RecordAsync(
        new AuditIntent { Actor = actor, Action = action, CorrelationId = Guid.NewGuid() }, new AuditEnd(outcome, message), cancellationToken);
}
