using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Options;
using HybridAdmin.Storage;

namespace HybridAdmin.Hosting;

/// <summary>
/// Opens the data folder once its owner is known: the directory's SID must match the stamp of the folder before the
/// database is opened. While the directory does not answer, the console runs, but nothing can be recorded and therefore
/// nothing changed.
/// </summary>
internal sealed class DataFolder(ConsoleFacts facts, IDirectory directory, IDataFolderStamp stamp, Database database)
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile string? problem = "The console is starting.";

    public bool IsOpen => opened.Task.IsCompletedSuccessfully;

    /// <summary>The reason why the folder is not open, as a sentence; null if it is open.</summary>
    public string? Problem => IsOpen ? null : problem;

    /// <summary>Completes when the folder is open.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => opened.Task.WaitAsync(cancellationToken);

    /// <returns>False if the directory does not answer; the caller should try again.</returns>
    /// <exception cref="ConfigurationMistakeException">The folder belongs to another mode or domain.</exception>
    /// <exception cref="StorageException">The folder or database cannot be used.</exception>
    public async Task<bool> TryOpenAsync(CancellationToken cancellationToken)
    {
        if (IsOpen)
            return true;
        DirectoryDescription description;
        try
        {
            description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            problem = $"The data folder is opened when the directory answers. {fault.Message}";
            return false;
        }
        catch (OperationCanceledException)
        {
            problem = "The data folder is opened when the directory answers.";
            throw;
        }

        if (
            await stamp.ClaimAsync(facts.Mode, description.DomainSid, cancellationToken).ConfigureAwait(false) is
            { } refusal
        )
        {
            problem = refusal;
            throw new ConfigurationMistakeException([refusal]);
        }

        try
        {
            await database.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            problem = exception.Message;
            throw;
        }

        opened.TrySetResult();
        return true;
    }
}
