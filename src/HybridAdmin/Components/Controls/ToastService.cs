namespace HybridAdmin.Components.Controls;

/// <summary>A short word about something done.</summary>
/// <param name="Id">Unique in the circuit.</param>
/// <param name="Message">What was done, to which object.</param>
/// <param name="Tone">Good for done; errors do not belong here but beside their cause.</param>
/// <param name="ActionText">A verb on a button, as "Undo".</param>
/// <param name="Action">What the button does.</param>
public sealed record Toast(int Id, string Message, Tone Tone, string? ActionText, Func<Task>? Action);

/// <summary>
/// Short words at the corner of the window, one service per circuit. They go by themselves; nothing may depend on them
/// being read.
/// </summary>
public sealed class ToastService(TimeProvider time) : IDisposable
{
    /// <summary>How long one stays: longer when it offers an action.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    private const int Most = 4;
    private readonly object _gate = new();
    private readonly Dictionary<int, ITimer> _timers = [];
    private List<Toast> _items = [];
    private int _last;

    /// <summary>Raised on any thread when the list changed.</summary>
    public event Action? Changed;

    /// <summary>The present ones, oldest first.</summary>
    public IReadOnlyList<Toast> Items
    {
        get
        {
            lock (_gate)
                return _items;
        }
    }

    /// <summary>Shows a message; with an action twice as long.</summary>
    public void Show(string message, Tone tone = Tone.Good, string? actionText = null, Func<Task>? action = null)
    {
        lock (_gate)
        {
            var toast = new Toast(++_last, message, tone, actionText, action);
            _items = [.. _items.TakeLast(Most - 1), toast];
            _timers[toast.Id] = time.CreateTimer(
                _ => Dismiss(toast.Id),
                null,
                action is null ? Lifetime : Lifetime * 2,
                Timeout.InfiniteTimeSpan
            );
        }

        Changed?.Invoke();
    }

    /// <summary>Takes one away.</summary>
    public void Dismiss(int id)
    {
        lock (_gate)
        {
            if (_timers.Remove(id, out var timer))
                timer.Dispose();
            _items = _items.Where(t => t.Id != id).ToList();
        }

        Changed?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var timer in _timers.Values)
                timer.Dispose();
            _timers.Clear();
        }
    }
}
