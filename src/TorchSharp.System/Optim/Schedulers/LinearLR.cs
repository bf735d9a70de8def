namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler LinearLR(
                Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>The initial rate times a factor that goes linearly from one value to another.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start_factor;
                    private readonly double _end_factor;
                    private readonly int _total_iters;

                    public LinearLR(
                        Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _start_factor = start_factor;
                        _end_factor = end_factor;
                        _total_iters = total_iters;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0) return Rates.Select(rate => rate * _start_factor);
                        if (_last_epoch > _total_iters) return Rates;
                        return Rates.Select(rate => rate * Factor(_last_epoch) / Factor(_last_epoch - 1));
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(rate => rate * Factor(_last_epoch));

                    private double Factor(int epoch) => _start_factor + (_end_factor - _start_factor) * Math.Min(_total_iters, epoch) / _total_iters;
                }
            }
        }
    }
}
