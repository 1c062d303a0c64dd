using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// Writes steps to one destination. Implements the check, the write, the read-back and the determination of the
/// outcome. <see cref="ChangePipeline"/> decides their order and the records.
/// </summary>
internal interface IChangeWriter
{
    /// <summary>Returns true if this writer handles the target.</summary>
    bool Writes(ChangeTarget target);

    /// <summary>Returns the keys of everything that must not be changed concurrently in this process.</summary>
    IEnumerable<string> KeysOf(ChangeStep step);

    /// <summary>Begins a step; nothing is sent yet.</summary>
    /// <exception cref="DirectoryFault">No server of the domain answers.</exception>
    Task<IChangeAttempt> BeginAsync(ChangeStep step, ChangeRun run, CancellationToken cancellationToken);

    /// <summary>Determines later, by reading, the outcome of a recorded step. Never writes.</summary>
    /// <param name="target">The target of the record.</param>
    /// <returns>Null if it is not yet known.</returns>
    /// <exception cref="DirectoryFault">The directory cannot be read now.</exception>
    /// <exception cref="TenantFault">The tenant cannot be read now.</exception>
    Task<AuditEnd?> FindOutAsync(AuditEntry entry, ChangeTarget target, CancellationToken cancellationToken);
}

/// <summary>One step on its way to its destination.</summary>
internal interface IChangeAttempt
{
    /// <summary>The domain controller that the step is sent to; null if it is not sent to one.</summary>
    string? Server { get; }

    /// <summary>Reads the object again and checks every condition that may prevent the write.</summary>
    /// <returns>Null if nothing prevents the write.</returns>
    /// <exception cref="DirectoryFault">The directory could not be read.</exception>
    /// <exception cref="TenantFault">The tenant could not be read.</exception>
    Task<WriteBlocked?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Sends the write once and reads back. Not cancellable, because the outcome must be determined.</summary>
    Task<WriteAnswer> SendAsync();

    /// <summary>Reads once to determine whether a write with a lost answer was made. Never writes.</summary>
    /// <returns>Null if it is not yet known.</returns>
    Task<Written?> FindOutAsync();
}

/// <summary>The reason why nothing is written, or was written.</summary>
internal sealed record WriteBlocked(AuditEnd End, Problem Problem)
{
    /// <summary>The object that was read.</summary>
    public DirectoryEntry? Entry { get; init; }

    /// <summary>Returns the result for a fault of a destination that refused or did not answer.</summary>
    public static WriteBlocked By(Exception fault) =>
        new(new AuditEnd(AuditOutcome.Failed, WriteFaults.Words(fault)), WriteFaults.ProblemOf(fault));
}

/// <summary>The result of sending.</summary>
internal abstract record WriteAnswer;

/// <summary>The result of a successful write.</summary>
internal sealed record Written : WriteAnswer
{
    /// <summary>A remark on the successful write.</summary>
    public string? Note { get; init; }

    /// <summary>The domain controller that was written to.</summary>
    public string? Server { get; init; }

    /// <summary>The object as read back from Active Directory.</summary>
    public DirectoryEntry? Entry { get; init; }

    /// <summary>
    /// Values that differ right after the write, because somebody else is writing too; otherwise empty.
    /// </summary>
    public IReadOnlyList<AttributeChange> Overtaken { get; init; } = [];

    /// <summary>Updates the index; null if nothing was read that the index could take.</summary>
    public Action? UpdateIndex { get; init; }
}

/// <summary>The destination refused, and nothing was written.</summary>
internal sealed record NotWritten(WriteBlocked Why) : WriteAnswer;

/// <summary>The result of a lost answer: only a read can determine whether the write was made.</summary>
/// <param name="Silence">
/// The system that did not answer, and the statement that the outcome is unknown, up to the number of the record.
/// </param>
/// <param name="Settled">The statement of how the record is settled.</param>
internal sealed record AnswerLost(string Silence, string Settled) : WriteAnswer;
