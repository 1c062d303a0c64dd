using Microsoft.JSInterop;

namespace HybridAdmin.Components.Recipients;

/// <summary>
/// Remembers the last reason and offers it for the next change, because one ticket often needs several edits. Stored by
/// the browser until its tab is closed, under the person's id, so that the next person in the same tab starts without
/// it.
/// </summary>
internal static class ReasonMemory
{
    public static async Task<string?> RecallAsync(IJSRuntime js, string actorId)
    {
        try
        {
            return await js.InvokeAsync<string?>("sessionStorage.getItem", Key(actorId));
        }
        catch (JSException)
        {
            return null; // a browser without storage
        }
    }

    public static async Task KeepAsync(IJSRuntime js, string actorId, string? reason)
    {
        try
        {
            await js.InvokeVoidAsync("sessionStorage.setItem", Key(actorId), reason?.Trim() ?? "");
        }
        catch (JSException)
        {
            // As above.
        }
    }

    private static string Key(string actorId) => $"hybridadmin.reason.{actorId}";
}
