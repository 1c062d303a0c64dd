namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// A connection with a thread of its own. The library's asynchronous calls only poll (1, 2, 4 ... 100 ms), which adds
/// up to 100 ms to each answer; its synchronous ones block. Blocking the thread pool would let a slow domain controller
/// starve the pages, so each connection (a handful per server) blocks a thread that does nothing else. A call that is
/// cancelled goes on there until it ends by itself, and the connection is not used again: the library offers no safe
/// way to interrupt it.
/// </summary>
internal sealed class LdapChannel : IDisposable
{
    /// <summary>Patience beyond the library's own time-outs, for an answer that stops in its middle.</summary>
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

    /// <summary>Read right after the bind.</summary>
    public RootDse RootDse { get; private set; } = RootDse.Unknown;

    /// <summary>Set once the connection can no longer be trusted to be in step.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>A failure that the caller kept to itself says that the connection is not to be used again.</summary>
    public void Distrust() => IsBroken = true;

    /// <summary>When it was last given back; for closing idle ones before the server does.</summary>
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

    /// <exception cref="LdapFailure">As the connection reports it.</exception>
    public Task<T> RunAsync<T>(Func<ILdapLink, T> operation, CancellationToken cancellationToken) =>
        RunOnThreadAsync(() => operation(link!), cancellationToken);

    /// <summary>Closes the connection when the call that is under way has ended; does not wait for it.</summary>
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
    /// Sleeps at once: an answer takes far longer than spinning may, and the processor that would spin has the domain
    /// controller's or a page's work.
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
