using HybridAdmin.Core.Access;
using HybridAdmin.Core.Connections;

namespace HybridAdmin.Components.Layout;

/// <summary>
/// The connections as the frame shows them, one per circuit. Asks while somebody listens, and only then: chips and
/// banners share one timer.
/// </summary>
public sealed class ConnectionState(GetConnectionStatus status, TimeProvider time) : IDisposable
{
    /// <summary>How often it asks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly List<Action> _listeners = [];
    private RepeatingTask? _asking;

    /// <summary>Null until the first answer.</summary>
    public ConnectionStatus? Current { get; private set; }

    /// <summary>An invented organisation: every page says so.</summary>
    public bool IsSandbox => Current?.Kind == "Sandbox";

    /// <summary>
    /// Calls back at every answer that differs from the one before, until the result is disposed. Call it on the
    /// renderer's context.
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
            // The kind is kept over an outage: the sandbox stays one.
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
            Stop(); // signed out: the page is about to go
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
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
