namespace MtlDsl.Generators.Tests;

public class EquatableArrayTests
{
    private static readonly EquatableArray<string> names = new[] { "a", "b" }.ToEquatableArray();

    [Fact]
    public void Equal_elements_make_equal_arrays()
    {
        var same = new List<string> { "a", new('b', 1) }.ToEquatableArray();
        same.Equals(names).ShouldBeTrue();
        same.Equals((object)names).ShouldBeTrue();
        same.GetHashCode().ShouldBe(names.GetHashCode());
    }

    [Fact]
    public void Order_number_and_elements_count()
    {
        foreach (var other in new[] { new[] { "b", "a" }, ["a"], ["a", "b", "b"], ["a", "c"], [] })
            other.ToEquatableArray().Equals(names).ShouldBeFalse(string.Join(",", other));
        names.Equals("a").ShouldBeFalse();
        names.Equals(null).ShouldBeFalse();
    }

    [Fact]
    public void None_is_empty()
    {
        var empty = Array.Empty<string>().ToEquatableArray();
        default(EquatableArray<string>).Equals(empty).ShouldBeTrue();
        default(EquatableArray<string>).GetHashCode().ShouldBe(empty.GetHashCode());
        default(EquatableArray<string>).Count.ShouldBe(0);
        default(EquatableArray<string>).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_a_copy()
    {
        var items = new[] { 1, 2 };
        var array = items.ToEquatableArray();
        items[0] = 7;
        array.ShouldBe([1, 2]);
    }

    [Fact]
    public void Missing_elements_are_compared_too()
    {
        var array = new[] { null!, "b" }.ToEquatableArray();
        array.Equals(new[] { null!, "b" }.ToEquatableArray()).ShouldBeTrue();
        array.Equals(names).ShouldBeFalse();
        array.GetHashCode().ShouldBe(new[] { null!, "b" }.ToEquatableArray().GetHashCode());
    }
}
