using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// Writes steps to one destination. It knows how to check, send, read back and find out there; when it does which, and
/// what is recorded, is <see cref="ChangePipeline"/>'s.
/// </summary>
internal interface IChangeWriter
{
    /// <summary>True when steps for this target are this writer's.</summary>
    bool Writes(ChangeTarget target);

    /// <summary>Keys of everything that must not be changed by two at once in this process.</summary>
    IEnumerable<string> KeysOf(ChangeStep step);

    /// <summary>Begins a step; nothing is sent yet.</summary>
    /// <exception cref="DirectoryFault">No server of the domain answers.</exception>
    Task<IChangeAttempt> BeginAsync(ChangeStep step, ChangeRun run, CancellationToken cancellationToken);

    /// <summary>Finds out later, by reading, how a recorded step ended. Never writes.</summary>
    /// <param name="target">Of the record.</param>
    /// <returns>Null: not known yet.</returns>
    /// <exception cref="DirectoryFault">It cannot be read now.</exception>
    /// <exception cref="TenantFault">Likewise.</exception>
    Task<AuditEnd?> FindOutAsync(AuditEntry entry, ChangeTarget target, CancellationToken cancellationToken);
}

/// <summary>One step on its way to its destination.</summary>
internal interface IChangeAttempt
{
    /// <summary>The domain controller that it is sent to; null: none is.</summary>
    string? Server { get; }

    /// <summary>Reads the object again and asks whatever may still speak against the write.</summary>
    /// <returns>Null: nothing does.</returns>
    /// <exception cref="DirectoryFault">It could not be found out.</exception>
    /// <exception cref="TenantFault">Likewise.</exception>
    Task<WriteBlocked?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Sends the write, once, and reads back. Not cancellable: the outcome is to be known.</summary>
    Task<WriteAnswer> SendAsync();

    /// <summary>Reads, once, whether a write was made whose answer was lost. Never writes.</summary>
    /// <returns>Null: not known yet.</returns>
    Task<Written?> FindOutAsync();
}

/// <summary>The reason why nothing is written, or was.</summary>
internal sealed record WriteBlocked(AuditEnd End, Problem Problem)
{
    /// <summary>The object as it was read.</summary>
    public DirectoryEntry? Entry { get; init; }

    /// <summary>The fault of a destination that refused or did not answer.</summary>
    public static WriteBlocked By(Exception fault) =>
        new(new AuditEnd(AuditOutcome.Failed, WriteFaults.Words(fault)), WriteFaults.ProblemOf(fault));
}

/// <summary>The result of sending.</summary>
internal abstract record WriteAnswer;

/// <summary>It was written.</summary>
internal sealed record Written : WriteAnswer
{
    /// <summary>Something worth knowing all the same.</summary>
    public string? Note { get; init; }

    /// <summary>The domain controller that has it.</summary>
    public string? Server { get; init; }

    /// <summary>As read back from Active Directory.</summary>
    public DirectoryEntry? Entry { get; init; }

    /// <summary>
    /// Not empty: right after the write the object has other values, because somebody else is writing too.
    /// </summary>
    public IReadOnlyList<AttributeChange> Overtaken { get; init; } = [];

    /// <summary>Brings the index up to date; null: nothing was read that it could learn.</summary>
    public Action? UpdateIndex { get; init; }
}

/// <summary>The destination refused, and nothing was written.</summary>
internal sealed record NotWritten(WriteBlocked Why) : WriteAnswer;

/// <summary>The answer was lost: only a read tells whether it was written.</summary>
/// <param name="Silence">Who did not answer, and that the outcome is not known, up to the number of the record.</param>
/// <param name="Settled">How the record is settled.</param>
internal sealed record AnswerLost(string Silence, string Settled) : WriteAnswer;
