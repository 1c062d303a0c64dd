namespace HybridAdmin.Components.Recipients;

/// <summary>The texts for an action on several recipients.</summary>
/// <param name="Button">The verb before "3 recipients", such as "Hide".</param>
/// <param name="Future">The text after "3 recipients", such as "will be hidden from address lists."</param>
/// <param name="Heading">The heading above their names, such as "Will be hidden".</param>
/// <param name="Doing">The text beside the progress bar, such as "Hiding".</param>
/// <param name="Done">The participle after the number, such as "hidden".</param>
/// <param name="Later">The effect after the synchronisation, with a period; null if there is none.</param>
public sealed record BulkDisplayNames(
    string Button,
    string Future,
    string Heading,
    string Doing,
    string Done,
    string? Later = null
);
