using HybridAdmin.Core.Comparison.Find;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// An address from a link (recipients/ID?add=...). It becomes a pending edit and is never written directly: the person
/// who opens the link sees and reviews it.
/// </summary>
internal static class LinkedAddress
{
    /// <returns>
    /// True with a sentence if the address was collected, otherwise false with the reason; null if the link contains
    /// none.
    /// </returns>
    public static (bool Added, string Text)? Collect(string uri, RecipientEditModel model, EditRights rights)
    {
        if (
            !QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue("add", out var values)
            || values[0] is not { Length: > 0 } address
        )
            return null;
        var shown = address.Length <= 120 ? address : address[..117] + "...";
        if (address.Length > SearchInput.LongestAddress)
            return (false, $"{shown}: the value is too long for an address.");
        if (rights.Addresses is { } why)
            return (false, $"{shown}: {why}");
        return model.Add(address) is { } problem
            ? (false, $"{shown}: {problem}")
            : (
                true,
                $"{shown} came with the link you opened. It waits below: nothing is written before you "
                    + $"review and apply it."
            );
    }
}
