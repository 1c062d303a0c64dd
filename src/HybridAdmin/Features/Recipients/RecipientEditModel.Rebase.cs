using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Features.Recipients;

public sealed partial class RecipientEditModel
{
    /// <summary>
    /// Puts the edits on top of values that were read anew. What is already so needs no edit any more; what the person left to the others is dropped.
    /// </summary>
    /// <param name="theirs">Attributes whose present values stand, by LDAP name.</param>
    public void Rebase(RecipientDetails fresh, IReadOnlySet<string> theirs)
    {
        Details = fresh;
        if (theirs.Contains(RecipientAttributes.ProxyAddresses))
        {
            added.Clear();
            removed.Clear();
            primary = null;
        }

        if (theirs.Contains(RecipientAttributes.HideFromAddressLists)) hidden = null;
        if (theirs.Contains(RecipientAttributes.MailNickname)) alias = null;
        if (theirs.Contains(RecipientAttributes.DisplayName)) displayName = null;
        foreach (var number in custom.Keys.Where(n => theirs.Contains(RecipientAttributes.Custom(n))).ToArray()) custom.Remove(number);

        var present = fresh.Recipient.EmailAddresses;
        added.RemoveAll(a => present.Any(p => p.IsSameAddressAs(a)));
        var going = removed.Select(r => present.FirstOrDefault(p => p.IsSameAddressAs(r))).Where(p => p.Text is { Length: > 0 }).ToArray();
        removed.Clear();
        removed.AddRange(going);
        if (primary is { } wanted) MakePrimary(ProxyAddress.Smtp(wanted, true));
        if (hidden is { } flag) SetHidden(flag);
        if (alias is { } name) SetAlias(name);
        if (displayName is { } display) SetDisplayName(display);
        foreach (var (number, value) in custom.ToArray()) SetCustom(number, value);
        Touch();
    }
}
