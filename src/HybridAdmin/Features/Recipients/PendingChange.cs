namespace HybridAdmin.Features.Recipients;

/// <summary>One pending change.</summary>
/// <param name="Key">The unique key of the change.</param>
/// <param name="Text">The text in the bar: "+ zoe@contoso.test", "primary → zoe@contoso.test".</param>
public sealed record PendingChange(string Key, string Text);
