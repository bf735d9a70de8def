using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Losses;
using MtlDsl.Training.Tests;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Distributed.Tests;

/// <summary>
/// Gradients and running statistics of the small network, over ranks against one process with the whole batch. Every image is labelled for
/// one task only, so with one image a rank no rank has labels for both.
/// </summary>
internal static class GradientChecks
{
    public static void Run(ProcessGroup group, string norms)
    {
        var policy = Enum.Parse<BatchNormPolicy>(norms);
        // In float32 the order of summation alone makes a difference of a few 1e-6 behind batch statistics of two images.
        foreach (var (type, tolerance) in new[] { (ScalarType.Float64, 1e-10), (ScalarType.Float32, policy == BatchNormPolicy.Frozen ? 1e-6 : 5e-6) })
        {
            using var scope = NewDisposeScope();
            var whole = Compute(policy, null, type, group.Size);
            var part = Compute(policy, group, type, 1);
            foreach (var (name, wanted) in whole)
            {
                var scale = wanted.norm().ToDouble();
                // Where batch statistics are taken, a shift before them has no gradient but rounding errors.
                if (scale < 1e-6)
                    continue;
                ((part[name] - wanted).norm().ToDouble() / scale).ShouldBeLessThan(tolerance, $"{type} {name}");
            }
        }
    }

    private static Dictionary<string, Tensor> Compute(BatchNormPolicy policy, ProcessGroup? group, ScalarType type, int batchSize)
    {
        manual_seed(11);
        var model = new TinyNetwork();
        // Statistics that do something.
        using (no_grad())
            foreach (var norm in model.modules().OfType<BatchNorm2d>())
            {
                norm.running_mean!.uniform_(-0.2, 0.2);
                norm.running_var!.uniform_(0.5, 2);
            }
        model.to(type);
        model.train();
        if (policy != BatchNormPolicy.Train && (policy == BatchNormPolicy.Frozen || group is not null))
            foreach (var norm in model.modules().OfType<BatchNorm2d>())
                norm.eval();
        using var synchronized = policy == BatchNormPolicy.Synchronized && group is not null
            ? new SynchronizedBatchNorm(model, model.modules().OfType<BatchNorm2d>(), group)
            : null;
        using var batches = new BatchLoader(
            [new BatchFeed(new TinyBoxes(), new TinyBoxes().Open(null, Split.Train)), new BatchFeed(new TinyMasks(), new TinyMasks().Open(null, Split.Train))],
            new BatchLoaderOptions
            {
                BatchSize = batchSize,
                Shard = group is null ? Shard.Whole : new Shard(group.Rank, group.Size),
                AlwaysTargets = group is not null,
            });
        using var batch = batches.Next();
        using var step = NewDisposeScope();
        using (LossNormalization.Over(group))
        {
            var losses = model.ComputeLosses(new Batch(batch.Images.to(type), [.. batch.Targets.Select(targets => ToType(targets, type))]), out _);
            losses.Count.ShouldBe(2);
            losses.Select(loss => loss.Value).Aggregate((sum, value) => sum + value).backward();
        }
        group?.Average(model.parameters().Select(parameter => parameter.grad!));
        var results = model.named_parameters().ToDictionary(item => item.name, item => item.parameter.grad!.clone().MoveToOuterDisposeScope());
        foreach (var (name, buffer) in model.named_buffers())
            results.Add(name, buffer.to(ScalarType.Float64).MoveToOuterDisposeScope());
        return results;
    }

    private static HeadTargets? ToType(HeadTargets? targets, ScalarType type) =>
        targets is DetectionTargets found ? new DetectionTargets(found.Labels, found.Offsets.to(type)) : targets;
}
