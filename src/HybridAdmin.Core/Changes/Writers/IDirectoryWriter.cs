using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// A session with one domain controller that can write, so that plan, write and read-back see the same copy. Visible
/// and used like <see cref="ITenantWriter"/>.
/// </summary>
internal interface IDirectoryWriter : IDirectorySession
{
    /// <summary>Sends one modify operation. Never repeated.</summary>
    /// <exception cref="DirectoryFault">
    /// Nothing was written, unless <see cref="DirectoryFault.OutcomeUnknown"/>.
    /// </exception>
    Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken);

    /// <summary>
    /// Sends one modify operation and reads the object right after it, on the same connection if there is one.
    /// </summary>
    /// <param name="attributes">See <see cref="IDirectorySession.ReadAsync"/>.</param>
    /// <returns>Null if the object was written and is now missing or not visible.</returns>
    /// <exception cref="DirectoryFault">
    /// Nothing was written, unless <see cref="DirectoryFault.OutcomeUnknown"/> is true. It is also true if the object
    /// was written and could not be read.
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
