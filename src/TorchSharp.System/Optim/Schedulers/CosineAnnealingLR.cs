namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Falls from the initial rate to <c>eta_min</c> along half a cosine of <c>T_max</c> epochs, and back.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _T_max;
                    private readonly double _eta_min;

                    public CosineAnnealingLR(
                        Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _T_max = T_max;
                        _eta_min = eta_min;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0) return Rates;
                        // At the end of a fall the formula below would divide by zero; this is its limit, as PyTorch has it.
                        if ((_last_epoch - 1 - _T_max) % (2 * _T_max) == 0)
                            return Rates.Zip(_base_lrs, (rate, initial) => rate + (initial - _eta_min) * (1 - Math.Cos(Math.PI / _T_max)) / 2);
                        double now = 1 + Math.Cos(Math.PI * _last_epoch / _T_max);
                        double before = 1 + Math.Cos(Math.PI * (_last_epoch - 1) / _T_max);
                        return Rates.Select(rate => now / before * (rate - _eta_min) + _eta_min);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(initial => _eta_min + (initial - _eta_min) * (1 + Math.Cos(Math.PI * _last_epoch / _T_max)) / 2);
                }
            }
        }
    }
}
