using HybridAdmin.Core.Access;
using HybridAdmin.Core.Connections;

namespace HybridAdmin.Components.Layout;

/// <summary>
/// The state of the connections as the frame shows it, one per circuit. It polls only while there are listeners; chips
/// and banners share one timer.
/// </summary>
public sealed class ConnectionState(GetConnectionStatus status, TimeProvider time) : IDisposable
{
    /// <summary>The interval between two polls.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly List<Action> _listeners = [];
    private RepeatingTask? _asking;

    /// <summary>The current state; null until the first answer.</summary>
    public ConnectionStatus? Current { get; private set; }

    /// <summary>True if the organisation is invented; every page says so.</summary>
    public bool IsSandbox => Current?.Kind == "Sandbox";

    /// <summary>
    /// Calls back with every answer that differs from the previous one, until the result is disposed. Must be called on
    /// the renderer's context.
    /// </summary>
    public IDisposable Listen(Action changed)
    {
        _listeners.Add(changed);
        if (_asking is null)
        {
            _asking = RepeatingTask.Start(time, Period, AskAsync);
            _ = AskAsync(CancellationToken.None);
        }

        return new Listening(this, changed);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _listeners.Clear();
        Stop();
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await status.ExecuteAsync(cancellationToken);
            // The kind survives an outage: the sandbox remains the sandbox.
            answer = answer with
            {
                Kind = answer.Kind ?? Current?.Kind,
                Domain = answer.Domain ?? Current?.Domain,
            };
            if (answer == Current)
                return;
            Current = answer;
            foreach (var listener in _listeners.ToArray())
                listener();
        }
        catch (AccessDeniedException)
        {
            Stop(); // signed out: the page is about to be left
        }
        catch (OperationCanceledException)
        {
            // The last listener has gone.
        }
    }

    private void End(Action listener)
    {
        _listeners.Remove(listener);
        if (_listeners.Count == 0)
            Stop();
    }

    private void Stop()
    {
        _asking?.Dispose();
        _asking = null;
    }

    private sealed class Listening(ConnectionState state, Action listener) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            if (_ended)
                return;
            _ended = true;
            state.End(listener);
        }
    }
}
