using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Fuzzing;

namespace HybridAdmin.Core.Tests.Fuzzing;

/// <summary>
/// Values cannot break out of a filter: the text form, parsed by the RFC, has exactly the structure that was built.
/// </summary>
public sealed class FilterProperties
{
    private static readonly Gen<string> Name = Gen.Elements(
        "cn",
        "mail",
        "proxyAddresses",
        "extensionAttribute7",
        "userCertificate;binary"
    );

    [Fact]
    public void ToString_AnyTree_ReadsBackAsBuilt() =>
        Fuzz.Check(Trees(3), tree => Assert.Equal(tree.Structure, FilterReader.Read(tree.Filter.ToString())));

    [Fact]
    public void Matches_EqualToAValueOfTheEntry_IsTrue() =>
        Fuzz.Check(
            Hostile.Text.Where(t => t.Length > 0),
            value =>
            {
                var entry = new DirectoryEntry(
                    DistinguishedName.Parse("CN=a,DC=c"),
                    Guid.NewGuid(),
                    [
                        KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>(
                            "cn",
                            ["other", new DirectoryValue(value)]
                        ),
                    ]
                );

                Assert.True(LdapFilter.Equal("cn", value).Matches(entry));
                Assert.True(LdapFilter.StartsWith("cn", value[..(value.Length / 2)]).Matches(entry));
                Assert.False(LdapFilter.Not(LdapFilter.Contains("cn", value)).Matches(entry));
            }
        );

    [Fact]
    public void ToString_AnyName_IsAnAttributeNameOrRefused() =>
        Fuzz.Check(
            Hostile.Text,
            name =>
            {
                try
                {
                    Assert.Equal($"present({name})", FilterReader.Read(LdapFilter.Present(name).ToString()));
                }
                catch (ArgumentException refused)
                {
                    Assert.StartsWith("Not an attribute name", refused.Message, StringComparison.Ordinal);
                }
            }
        );

    private static Gen<(LdapFilter Filter, string Structure)> Trees(int depth)
    {
        var leaves = Gen.OneOf(
            Gen.Zip(Name, Hostile.Text)
                .Select(p => (LdapFilter.Equal(p.Item1, p.Item2), $"equal({p.Item1})[{FilterReader.Value(p.Item2)}]")),
            Gen.Zip(Name, Hostile.Octets)
                .Select(p => (LdapFilter.Equal(p.Item1, p.Item2), $"equal({p.Item1})[{Convert.ToHexString(p.Item2)}]")),
            Name.Select(n => (LdapFilter.Present(n), $"present({n})")),
            Gen.Zip(Name, Gen.Choose(int.MinValue, int.MaxValue))
                .Select(p =>
                    (LdapFilter.AtLeast(p.Item1, p.Item2), $"atLeast({p.Item1})[{FilterReader.Value($"{p.Item2}")}]")
                ),
            Gen.Zip(Name, Hostile.Text.Where(t => t.Length > 0))
                .Select(p =>
                    (LdapFilter.StartsWith(p.Item1, p.Item2), $"pieces({p.Item1})[{FilterReader.Value(p.Item2)}*]")
                ),
            Gen.Zip(Name, Hostile.Text.Where(t => t.Length > 0))
                .Select(p =>
                    (LdapFilter.Contains(p.Item1, p.Item2), $"pieces({p.Item1})[*{FilterReader.Value(p.Item2)}*]")
                ),
            Gen.Zip(Name, Hostile.Text)
                .Select(p =>
                {
                    var dn = DistinguishedName.FromNames([
                        new RelativeName("CN", p.Item2),
                        new RelativeName("DC", "c"),
                    ]);
                    return (
                        LdapFilter.MemberInChain(p.Item1, dn),
                        $"rule({p.Item1}, {LdapFilter.InChain})[{FilterReader.Value(dn.ToString())}]"
                    );
                })
        );
        if (depth == 0)
            return leaves;

        var lists = Gen.Choose(0, 3).SelectMany(count => Trees(depth - 1).ArrayOf(count));
        return Gen.OneOf(
            leaves,
            lists.Select(parts =>
                (
                    LdapFilter.And([.. parts.Select(p => p.Filter)]),
                    $"and[{string.Join(", ", parts.Select(p => p.Structure))}]"
                )
            ),
            lists.Select(parts =>
                (
                    LdapFilter.Or([.. parts.Select(p => p.Filter)]),
                    $"or[{string.Join(", ", parts.Select(p => p.Structure))}]"
                )
            ),
            Trees(depth - 1).Select(part => (LdapFilter.Not(part.Filter), $"not[{part.Structure}]"))
        );
    }
}
