namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// A connection with its own thread. The library's asynchronous calls only poll (1, 2, 4 ... 100 ms), which adds up to
/// 100 ms to each answer; its synchronous calls block. Blocking the thread pool would let a slow domain controller
/// starve the pages, so each connection (a handful per server) blocks a dedicated thread. A cancelled call continues
/// there until it ends, and the connection is not used again: the library offers no safe way to interrupt it.
/// </summary>
internal sealed class LdapChannel : IDisposable
{
    /// <summary>Time beyond the library's own time-outs, for an answer that stops half-way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Queue<Action> work = new();
    private readonly TimeSpan guard;
    private ILdapLink? link;
    private bool isClosing;

    private LdapChannel(string server, TimeSpan guard)
    {
        this.guard = guard + Grace;
        new Thread(Loop) { IsBackground = true, Name = $"LDAP {server}" }.Start();
    }

    /// <summary>The rootDSE that was read right after the bind.</summary>
    public RootDse RootDse { get; private set; } = RootDse.Unknown;

    /// <summary>True once the state of the connection is uncertain.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Marks the connection as unusable after a failure that the caller handled without reporting it.
    /// </summary>
    public void Distrust() => IsBroken = true;

    /// <summary>
    /// The time of its last return to the pool; used to close idle connections before the server does.
    /// </summary>
    public long LastUsed { get; set; }

    public static async Task<LdapChannel> OpenAsync(
        string server,
        Func<ILdapLink> connect,
        TimeSpan guard,
        CancellationToken cancellationToken
    )
    {
        var channel = new LdapChannel(server, guard);
        try
        {
            channel.RootDse = await channel
                .RunOnThreadAsync(() => RootDse.Read(channel.link = connect()), cancellationToken)
                .ConfigureAwait(false);
            return channel;
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    /// <exception cref="LdapFailure">The failure that the connection reports.</exception>
    public Task<T> RunAsync<T>(Func<ILdapLink, T> operation, CancellationToken cancellationToken) =>
        RunOnThreadAsync(() => operation(link!), cancellationToken);

    /// <summary>Closes the connection after the current call; does not wait for it.</summary>
    public void Dispose()
    {
        lock (work)
        {
            isClosing = true;
            Monitor.Pulse(work);
        }
    }

    private async Task<T> RunOnThreadAsync<T>(Func<T> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                done.SetResult(operation());
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        });
        try
        {
            return await done.Task.WaitAsync(guard, cancellationToken).ConfigureAwait(false);
        }
        catch (LdapFailure failure)
        {
            IsBroken |= failure.ConnectionLost;
            throw;
        }
        catch (Exception problem) when (problem is TimeoutException or OperationCanceledException)
        {
            IsBroken = true;
            _ = done.Task.ContinueWith(
                static t => t.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
            if (problem is TimeoutException)
                throw new LdapFailure(LdapFailure.ClientTimeout, null, problem);
            throw;
        }
    }

    private void Post(Action action)
    {
        lock (work)
        {
            ObjectDisposedException.ThrowIf(isClosing, this);
            work.Enqueue(action);
            Monitor.Pulse(work);
        }
    }

    private void Loop()
    {
        while (Next() is { } action)
            action();
        link?.Dispose();
    }

    /// <summary>
    /// Blocks at once without spinning: an answer takes far longer than a spin may last, and the processor is needed by
    /// the domain controller or the pages.
    /// </summary>
    private Action? Next()
    {
        lock (work)
        {
            while (work.Count == 0)
            {
                if (isClosing)
                    return null;
                Monitor.Wait(work);
            }

            return work.Dequeue();
        }
    }
}
