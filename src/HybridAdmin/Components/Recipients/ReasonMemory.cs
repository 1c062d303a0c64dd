using Microsoft.JSInterop;

namespace HybridAdmin.Components.Recipients;

/// <summary>
/// The last reason given, offered again for the next change: a ticket is seldom one edit. Kept by the browser until its
/// tab is closed, under the person's id, so that whoever signs in next in the same tab starts without it.
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
            return null; // a browser that keeps nothing
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
            // See above.
        }
    }

    private static string Key(string actorId) => $"hybridadmin.reason.{actorId}";
}
