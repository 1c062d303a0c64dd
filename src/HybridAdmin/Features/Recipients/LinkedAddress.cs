using HybridAdmin.Core.Comparison.Find;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// An address that a link brought along (recipients/ID?add=...): collected as an edit that waits, never written.
/// Whoever opens the link sees it and reviews it.
/// </summary>
internal static class LinkedAddress
{
    /// <returns>Whether it was collected, and a sentence about it; null: the link brings none.</returns>
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
