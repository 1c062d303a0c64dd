namespace HybridAdmin.Features.Recipients;

/// <summary>The last reason given, offered again for the next change of the same person: a ticket is seldom one edit. One per circuit.</summary>
internal sealed class ReasonMemory
{
    public string? Last { get; set; }
}
