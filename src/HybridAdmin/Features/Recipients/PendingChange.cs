namespace HybridAdmin.Features.Recipients;

/// <summary>One thing that waits to be applied.</summary>
/// <param name="Key">Tells it from the others.</param>
/// <param name="Text">As the bar shows it: "+ zoe@contoso.test", "primary → zoe@contoso.test".</param>
public sealed record PendingChange(string Key, string Text);
