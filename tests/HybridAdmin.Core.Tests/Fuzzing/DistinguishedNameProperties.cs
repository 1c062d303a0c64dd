using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Fuzzing;

namespace HybridAdmin.Core.Tests.Fuzzing;

/// <summary>Names are unchanged after a round trip through a DN; any text is parsed to a DN or refused.</summary>
public sealed class DistinguishedNameProperties
{
    private static readonly Gen<RelativeName> Names = Gen.Zip(
            Gen.Elements("CN", "OU", "DC", "o", "2.5.4.3"),
            Hostile.Text
        )
        .Select(n => new RelativeName(n.Item1, n.Item2));

    private static readonly Gen<RelativeName[]> Paths = Gen.Choose(1, 5).SelectMany(count => Names.ArrayOf(count));

    [Fact]
    public void Parse_OfFromNames_GivesTheNamesBack() =>
        Fuzz.Check(
            Paths,
            names =>
            {
                var dn = DistinguishedName.FromNames(names);

                var parsed = DistinguishedName.Parse(dn.ToString());

                Assert.Equal(names, parsed.Names);
                Assert.Equal(dn, parsed);
                Assert.Equal(dn.GetHashCode(), parsed.GetHashCode());
            }
        );

    [Fact]
    public void TryParse_AnyText_AgreesWithItself() =>
        Fuzz.Check(
            Gen.OneOf(
                Hostile.Broken,
                Paths.SelectMany(p => Hostile.Damaged(DistinguishedName.FromNames(p).ToString()))
            ),
            text =>
            {
                if (!DistinguishedName.TryParse(text, out var dn))
                    return;

                var again = DistinguishedName.Parse(DistinguishedName.FromNames(dn.Names).ToString());

                Assert.Equal(dn, again);
                Assert.Equal(dn.Names, again.Names);
                Assert.Equal(text, dn.ToString());
            }
        );

    [Fact]
    public void IsWithin_ChildAndStranger_FollowsTheNamesAlone() =>
        Fuzz.Check(
            Gen.Zip(Paths, Gen.Zip(Names, Paths)),
            input =>
            {
                var container = DistinguishedName.FromNames(input.Item1);
                var child = container.Child(input.Item2.Item1.Type, input.Item2.Item1.Value);
                var stranger = DistinguishedName.FromNames(input.Item2.Item2);

                Assert.True(child.IsWithin(container));
                Assert.False(container.IsWithin(child));
                Assert.Equal(container, child.Parent);
                Assert.Equal(EndsWith(stranger.Names, container.Names), stranger.IsWithin(container));
            }
        );

    private static bool EndsWith(IReadOnlyList<RelativeName> names, IReadOnlyList<RelativeName> tail) =>
        names.Count >= tail.Count
        && names
            .Skip(names.Count - tail.Count)
            .Zip(tail)
            .All(p =>
                p.First.Type.Equals(p.Second.Type, StringComparison.OrdinalIgnoreCase)
                && p.First.Value.Equals(p.Second.Value, StringComparison.OrdinalIgnoreCase)
            );
}
