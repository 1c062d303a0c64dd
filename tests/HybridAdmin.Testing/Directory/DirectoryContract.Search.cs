using HybridAdmin.Core.Directory;

namespace HybridAdmin.Testing.Directory;

public abstract partial class DirectoryContract
{
    /// <summary>
    /// Values that look like filter syntax or are easily confused: each must be found, and nothing else.
    /// </summary>
    public static TheoryData<string> DifficultValues =>
        new()
        {
            "a*b(c)d\\e",
            "*",
            "(|(cn=*))",
            "\\2a",
            "x)(department=*",
            "Anna\u200f\u202eBerg",
            "Öğrenci Łódź 漢字 עברית العربية",
            "O'Brien & Söhne, \"Nord\" <1>; 50% = #1/2+",
            "emoji 🦊 pair",
        };

    [Theory]
    [MemberData(nameof(DifficultValues))]
    public async Task SearchAsync_DifficultValue_IsStoredAsItIsAndFound(string value)
    {
        await SetAsync("department", value);

        var found = await SearchAsync(
            new DirectorySearch { Filter = LdapFilter.Equal("department", value), Attributes = ["department"] }
        );

        var entry = Assert.Single(found);
        Assert.Equal(Facts.Scratch, entry.Id);
        Assert.Equal(value, entry.Text("department"));
        Assert.True(await FindsScratchAsync(LdapFilter.StartsWith("department", value)));
        Assert.True(await FindsScratchAsync(LdapFilter.Contains("department", value)));
    }

    [Fact]
    public async Task SearchAsync_NulInTheValue_FindsNothing()
    {
        await SetAsync("department", "Nul");

        Assert.Empty(await SearchAsync(new DirectorySearch { Filter = LdapFilter.Equal("department", "zzz\0zzz") }));
        Assert.Empty(await SearchAsync(new DirectorySearch { Filter = LdapFilter.Contains("department", "zzz\0") }));
    }

    [Fact]
    public async Task SearchAsync_AnotherCase_Matches()
    {
        await SetAsync("department", "Großhandel Öst Ähre");

        Assert.True(await FindsScratchAsync(LdapFilter.Equal("DEPARTMENT", "großHANDEL öST äHRE")));
        Assert.True(await FindsScratchAsync(LdapFilter.StartsWith("department", "GROß")));
        Assert.True(await FindsScratchAsync(LdapFilter.Contains("department", "HANDEL ÖST")));
    }

    [Fact]
    public async Task SearchAsync_Pieces_MatchInTheirOrderOnly()
    {
        await SetAsync("department", "one two three");

        Assert.True(await FindsScratchAsync(new SubstringFilter("department", "one", ["tw"], "ree")));
        Assert.True(await FindsScratchAsync(new SubstringFilter("department", null, ["on", "th"], null)));
        Assert.False(await FindsScratchAsync(new SubstringFilter("department", null, ["three", "two"], null)));
        Assert.False(await FindsScratchAsync(LdapFilter.StartsWith("department", "two")));
        Assert.False(await FindsScratchAsync(new SubstringFilter("department", null, [], "two")));
    }

    [Fact]
    public async Task SearchAsync_AndOrNotPresent_Combine()
    {
        await ModifyAsync(Replace("department", "Logic"), Replace("title", "Tester"), Replace("description"));
        var department = LdapFilter.Equal("department", "Logic");
        var wrong = LdapFilter.Equal("title", "Somebody else");

        Assert.True(await FindsScratchAsync(LdapFilter.And(department, LdapFilter.Present("title"))));
        Assert.False(await FindsScratchAsync(LdapFilter.And(department, wrong)));
        Assert.True(await FindsScratchAsync(LdapFilter.Or(wrong, department)));
        Assert.False(await FindsScratchAsync(LdapFilter.Or(wrong, LdapFilter.Equal("department", "Grammar"))));
        Assert.True(await FindsScratchAsync(LdapFilter.And(department, LdapFilter.Not(wrong))));
        Assert.False(await FindsScratchAsync(LdapFilter.And(LdapFilter.Present("title"), LdapFilter.Not(department))));
        Assert.False(await FindsScratchAsync(LdapFilter.Present("description")));
        Assert.True(
            await FindsScratchAsync(
                LdapFilter.And(department, LdapFilter.Not(LdapFilter.Equal("description", "absent")))
            )
        );
    }

    [Fact]
    public async Task SearchAsync_NumbersAndBits_Compare()
    {
        await SetAsync("department", "Numbers");
        var here = LdapFilter.Equal("department", "Numbers");

        Assert.True(await FindsScratchAsync(LdapFilter.And(here, LdapFilter.HasBits("userAccountControl", 512))));
        Assert.False(
            await FindsScratchAsync(LdapFilter.And(here, LdapFilter.HasBits("userAccountControl", 512 + 4096)))
        );
        Assert.True(await FindsScratchAsync(LdapFilter.And(here, LdapFilter.AtLeast("userAccountControl", 512))));
        Assert.False(await FindsScratchAsync(LdapFilter.And(here, LdapFilter.AtMost("userAccountControl", 511))));
        Assert.False(await FindsScratchAsync(LdapFilter.And(here, LdapFilter.AtLeast("adminCount", 0))));
    }

    [Fact]
    public async Task SearchAsync_ByGuidAndSid_FindsTheObject()
    {
        var byGuid = await SearchAsync(
            new DirectorySearch
            {
                Filter = LdapFilter.Equal("objectGUID", Facts.Person.ToByteArray()),
                Attributes = ["objectSid"],
            }
        );
        var sid = Assert.Single(byGuid).Values("objectSid")[0].Octets.ToArray();

        var bySid = await SearchAsync(new DirectorySearch { Filter = LdapFilter.Equal("objectSid", sid) });

        Assert.Equal(Facts.Person, Assert.Single(bySid).Id);
    }

    [Fact]
    public async Task SearchAsync_MembershipInChain_FollowsNestedGroups()
    {
        await using var session = await OpenAsync();
        var outer = (await session.ReadAsync(Facts.OuterGroup, ["member"], CancellationToken.None))!;

        var direct = await SearchAsync(
            new DirectorySearch
            {
                Filter = LdapFilter.And(People, LdapFilter.Equal("memberOf", outer.Dn.ToString())),
                Attributes = ["cn"],
            }
        );
        var nested = await SearchAsync(
            new DirectorySearch
            {
                Filter = LdapFilter.And(People, LdapFilter.MemberInChain("memberOf", outer.Dn)),
                Attributes = ["cn"],
            }
        );

        Assert.Empty(direct);
        Assert.Equal(Facts.LargeGroupMembers, nested.Count);
    }

    [Fact]
    public async Task SearchAsync_GroupsOfAMember_FollowsTheForwardLinkToo()
    {
        await using var session = await OpenAsync();
        var group = (await session.ReadAsync(Facts.LargeGroup, ["member"], CancellationToken.None))!;
        var member = DistinguishedName.Parse(group.Text("member")!);

        var direct = await SearchAsync(
            new DirectorySearch { Filter = LdapFilter.Equal("member", member.ToString()), Attributes = ["cn"] }
        );
        var chain = await SearchAsync(
            new DirectorySearch { Filter = LdapFilter.MemberInChain("member", member), Attributes = ["cn"] }
        );

        Assert.Contains(direct, e => e.Id == Facts.LargeGroup);
        Assert.DoesNotContain(direct, e => e.Id == Facts.OuterGroup);
        Assert.Contains(chain, e => e.Id == Facts.LargeGroup);
        Assert.Contains(chain, e => e.Id == Facts.OuterGroup);
    }

    [Fact]
    public async Task SearchAsync_UnknownAttribute_MatchesNothing()
    {
        Assert.Empty(
            await SearchAsync(new DirectorySearch { Filter = LdapFilter.Equal("noSuchAttributeAnywhere", "x") })
        );
        Assert.Empty(await SearchAsync(new DirectorySearch { Filter = LdapFilter.Present("noSuchAttributeAnywhere") }));
    }

    [Fact]
    public async Task SearchAsync_Scopes_LookAsDeepAsTheySay()
    {
        await SetAsync("department", "Scopes");
        await using var session = await OpenAsync();
        var scratch = (await session.ReadAsync(Facts.Scratch, ["cn"], CancellationToken.None))!.Dn;
        var domain = (await Directory.DescribeAsync(false, CancellationToken.None)).Domain;

        async Task<int> CountAsync(DistinguishedName from, SearchScope scope) =>
            (
                await SearchAsync(
                    new DirectorySearch
                    {
                        Base = from,
                        Scope = scope,
                        Filter = LdapFilter.Equal("department", "Scopes"),
                    }
                )
            ).Count;

        Assert.Equal(1, await CountAsync(scratch, SearchScope.Base));
        Assert.Equal(0, await CountAsync(scratch, SearchScope.OneLevel));
        Assert.Equal(1, await CountAsync(scratch, SearchScope.Subtree));
        Assert.Equal(0, await CountAsync(scratch.Parent!, SearchScope.Base));
        Assert.Equal(1, await CountAsync(scratch.Parent!, SearchScope.OneLevel));
        Assert.Equal(0, await CountAsync(domain, SearchScope.OneLevel));
        Assert.Equal(1, await CountAsync(domain, SearchScope.Subtree));
    }

    [Fact]
    public async Task SearchAsync_BaseThatIsNotThere_IsNoSuchObject()
    {
        var domain = (await Directory.DescribeAsync(false, CancellationToken.None)).Domain;

        var fault = await Assert.ThrowsAsync<DirectoryFault>(() =>
            SearchAsync(new DirectorySearch { Base = domain.Child("OU", "No such container"), Filter = People })
        );

        Assert.Equal(DirectoryFaultKind.NoSuchObject, fault.Kind);
    }

    [Fact]
    public async Task SearchAsync_AllPeople_ComesWholeAndWithoutDuplicates()
    {
        var people = await SearchAsync(new DirectorySearch { Filter = People, Attributes = ["sAMAccountName"] });

        Assert.True(people.Count >= Facts.PeopleAtLeast, $"{people.Count} people");
        Assert.Equal(people.Count, people.Select(e => e.Id).Distinct().Count());
        Assert.All(people, e => Assert.True(e.Has("sAMAccountName")));
    }

    [Fact]
    public async Task SearchAsync_Take_StopsQuietly()
    {
        var people = await SearchAsync(
            new DirectorySearch
            {
                Filter = People,
                Attributes = ["cn"],
                Take = 3,
            }
        );

        Assert.Equal(3, people.Count);
    }

    [Fact]
    public async Task SearchAsync_LeftEarly_LeavesTheSessionUsable()
    {
        await using var session = await OpenAsync();
        await foreach (
            var entry in session.SearchAsync(
                new DirectorySearch { Filter = People, Attributes = ["cn"] },
                CancellationToken.None
            )
        )
            break;

        var person = await session.ReadAsync(Facts.Person, ["mail"], CancellationToken.None);

        Assert.NotNull(person);
    }
}
