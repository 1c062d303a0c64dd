namespace HybridAdmin.Components.Controls;

/// <summary>A short message about a finished action.</summary>
/// <param name="Id">The id, unique in the circuit.</param>
/// <param name="Message">The action and the object that it affected.</param>
/// <param name="Tone">Good for success; errors are shown beside their cause, not in toasts.</param>
/// <param name="ActionText">The verb on a button, such as "Undo".</param>
/// <param name="Action">The action of the button.</param>
public sealed record Toast(int Id, string Message, Tone Tone, string? ActionText, Func<Task>? Action);

/// <summary>
/// Shows short messages at the corner of the window, one service per circuit. They disappear automatically; nothing may
/// depend on their being read.
/// </summary>
public sealed class ToastService(TimeProvider time) : IDisposable
{
    /// <summary>The time for which a message stays; longer when it offers an action.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);

    private const int Most = 4;
    private readonly object _gate = new();
    private readonly Dictionary<int, ITimer> _timers = [];
    private List<Toast> _items = [];
    private int _last;

    /// <summary>Raised on any thread when the list has changed.</summary>
    public event Action? Changed;

    /// <summary>The current messages, oldest first.</summary>
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

    /// <summary>Removes a message.</summary>
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
