namespace HybridAdmin.Components.Recipients;

/// <summary>What is done with several recipients, in words.</summary>
/// <param name="Button">"Hide": before "3 recipients".</param>
/// <param name="Future">"will be hidden from address lists.": behind "3 recipients".</param>
/// <param name="Heading">"Will be hidden": above their names.</param>
/// <param name="Doing">"Hiding": beside the bar.</param>
/// <param name="Done">"hidden": behind "3".</param>
/// <param name="Later">What follows after the synchronisation, with a period; null: nothing more.</param>
public sealed record BulkDisplayNames(
    string Button,
    string Future,
    string Heading,
    string Doing,
    string Done,
    string? Later = null
);
