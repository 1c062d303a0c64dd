using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Replaces comparisons with a NUL by a filter that is never true. No text in a directory contains a NUL, and some
/// servers end the value there, so that "a NUL b" would match texts that begin with a or contain it.
/// </summary>
internal static class NulFreeFilter
{
    private static readonly LdapFilter Nothing = LdapFilter.Not(LdapFilter.Present("objectClass"));

    public static LdapFilter Of(LdapFilter filter) =>
        filter switch
        {
            AndFilter and => new AndFilter(and.Parts.Select(Of).ToArray()),
            OrFilter or => new OrFilter(or.Parts.Select(Of).ToArray()),
            NotFilter not => new NotFilter(Of(not.Part)),
            EqualFilter { Value.IsOctets: false } equal when HasNul(equal.Value.Text) => Nothing,
            SubstringFilter sub when HasNul(sub.Initial) || HasNul(sub.Final) || sub.Any.Any(HasNul) => Nothing,
            MatchingRuleFilter rule when HasNul(rule.Value) => Nothing,
            _ => filter,
        };

    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
