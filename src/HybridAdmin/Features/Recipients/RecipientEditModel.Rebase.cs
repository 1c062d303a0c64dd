using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Features.Recipients;

public sealed partial class RecipientEditModel
{
    /// <summary>
    /// Applies the edits to values that were read again. Edits whose value is already present are dropped, and so are
    /// those that the person gave up in favour of the others.
    /// </summary>
    /// <param name="theirs">
    /// The keys of the <see cref="PendingChange"/>s that are discarded in favour of the current values.
    /// </param>
    public void Rebase(RecipientDetails fresh, IReadOnlySet<string> theirs)
    {
        Details = fresh;
        added.RemoveAll(a => theirs.Contains($"add {a.Text}"));
        removed.RemoveAll(a => theirs.Contains($"remove {a.Text}"));
        if (theirs.Contains("primary"))
            primary = null;
        if (theirs.Contains("hidden"))
            hidden = null;
        foreach (var property in texts.Keys.Where(p => theirs.Contains(p.Member)).ToArray())
            texts.Remove(property);
        foreach (var number in custom.Keys.Where(n => theirs.Contains($"custom {n}")).ToArray())
            custom.Remove(number);
        // A discarded address cannot become the primary one.
        if (
            primary is { } chosen
            && theirs.Any(t => t.Equals($"add smtp:{chosen}", StringComparison.OrdinalIgnoreCase))
            && !fresh.Recipient.EmailAddresses.Any(p =>
                p.IsSmtp && p.Value.Equals(chosen, StringComparison.OrdinalIgnoreCase)
            )
        )
            primary = null;

        var present = fresh.Recipient.EmailAddresses;
        added.RemoveAll(a => present.Any(p => p.IsSameAddressAs(a)));
        var going = removed
            .Select(r => present.FirstOrDefault(p => p.IsSameAddressAs(r)))
            .Where(p => p.Text is { Length: > 0 })
            .ToArray();
        removed.Clear();
        removed.AddRange(going);
        if (primary is { } wanted)
            MakePrimary(ProxyAddress.Smtp(wanted, true));
        if (hidden is { } flag)
            SetHidden(flag);
        foreach (var (property, text) in texts.ToArray())
            SetText(property, text);
        foreach (var (number, value) in custom.ToArray())
            SetCustom(number, value);
        Touch();
    }
}
