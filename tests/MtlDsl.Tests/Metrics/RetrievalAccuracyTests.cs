using MtlDsl.Metrics;

namespace MtlDsl.Tests.Metrics;

public sealed class RetrievalAccuracyTests
{
    [Fact]
    public void Every_image_is_looked_for_among_the_others()
    {
        // On a line: a at 0, 1 and 5; b at 2 and 9; c alone at 20.
        var retrieval = new RetrievalAccuracy();
        foreach (var (place, identity) in new[] { (0, 'a'), (1, 'a'), (2, 'b'), (5, 'a'), (9, 'b'), (20, 'c') })
            retrieval.Add([place, 1], identity);

        var (queries, rankOne, precision) = retrieval.Compute();

        queries.ShouldBe(5);
        // 0: 1 a, 2 b, 5 a, ...      hits at ranks 1, 3.   1: 0 a, 2 b (as far as 0, but later), 5 a: ranks 1, 3.
        // 2: 1 a, 0 a, 5 a, 9 b: rank 4.  5: 2 b, 1 a and 9 b as far (1 first): rank 2, then 9 b, 0 a: rank 4.  9: 5 a, 2 b: rank 2.
        rankOne.ShouldBe(2 / 5.0);
        precision.ShouldBe(((1 + 2 / 3.0) / 2 * 2 + 1 / 4.0 + (1 / 2.0 + 2 / 4.0) / 2 + 1 / 2.0) / 5, 1e-12);
    }

    [Fact]
    public void Parts_are_looked_for_among_each_other()
    {
        var (first, second) = (new RetrievalAccuracy(), new RetrievalAccuracy());
        first.Add([0, 1], 'a');
        second.Add([0, 2], 'a');
        first.Merge(second);

        first.Compute().ShouldBe((2, 1, 1));
    }

    [Fact]
    public void Vectors_of_any_length_are_compared_whole()
    {
        var random = new Random(2);
        foreach (var length in new[] { 1, 7, 16, 37 })
        {
            var retrieval = new RetrievalAccuracy();
            var vectors = Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, length).Select(_ => (float)random.NextDouble()).ToArray()).ToArray();
            for (var i = 0; i < vectors.Length; i++)
                retrieval.Add(vectors[i], i % 4);

            var hits = Enumerable.Range(0, 20).Count(query =>
                Enumerable.Range(0, 20).Where(i => i != query)
                    .MinBy(i => vectors[i].Zip(vectors[query], (a, b) => ((double)a - b) * (a - b)).Sum()) % 4 == query % 4);

            retrieval.Compute().RankOne.ShouldBe(hits / 20.0);
        }
    }

    [Fact]
    public void Without_two_images_of_one_identity_there_is_no_result()
    {
        var retrieval = new RetrievalAccuracy();
        retrieval.Add([1, 2], 7);
        retrieval.Add([3, 4], 8);

        retrieval.Compute().ShouldBe((0, double.NaN, double.NaN));
        Should.Throw<ArgumentException>(() => retrieval.Add([1], 7)).Message.ShouldContain("1 values");
    }
}
