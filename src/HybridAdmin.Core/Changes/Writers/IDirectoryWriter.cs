using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// A conversation with one domain controller that can write, so that plan, write and read-back see the same copy.
/// Visible and used as <see cref="ITenantWriter"/> is.
/// </summary>
internal interface IDirectoryWriter : IDirectorySession
{
    /// <summary>Carries out one modify. Never repeated.</summary>
    /// <exception cref="DirectoryFault">Nothing was written, unless
    /// <see cref="DirectoryFault.OutcomeUnknown"/>.</exception>
    Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out one modify and reads the object right after it, on the same connection where there is one.
    /// </summary>
    /// <param name="attributes">As in <see cref="IDirectorySession.ReadAsync"/>.</param>
    /// <returns>Null: it was written to, and now is not there or not visible.</returns>
    /// <exception cref="DirectoryFault">
    /// Nothing was written, unless <see cref="DirectoryFault.OutcomeUnknown"/>; that it is as well when it was written
    /// and could not be read.
    /// </exception>
    async Task<DirectoryEntry?> ModifyAndReadAsync(
        DirectoryModification modification,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    )
    {
        await ModifyAsync(modification, cancellationToken).ConfigureAwait(false);
        try
        {
            // Not cancellable: this read determines the outcome.
            return await ReadAsync(modification.Target, attributes, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            throw fault.WithOutcomeUnknown();
        }
    }
}
